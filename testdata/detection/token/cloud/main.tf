terraform {
  required_version = ">= 1.5"
  required_providers {
    digitalocean = {
      source  = "digitalocean/digitalocean"
      version = "~> 2.34"
    }
  }
}

provider "digitalocean" {
  token = "dop_v1_39d74fe1d650360dee054a082fc90ad3dc350985d2603cbd87ec44b5f7791c64"
}

provider "hcloud" {
  alias = "secours"
}

locals {
  hcloud_token = "iRwnXwU4zLq1E4BIHdpsgWEzdHVEmoOQBMnyfwteDMHkXv21H6cGhcdrEYrQE55q" # jeton du projet de secours
}

provider "scaleway" {
  zone       = "fr-par-1"
  region     = "fr-par"
}

resource "digitalocean_droplet" "relais" {
  image  = "debian-12-x64"
  name   = "relais-1"
  region = "fra1"
  size   = "s-1vcpu-1gb"
}
