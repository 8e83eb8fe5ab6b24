#!/bin/sh
curl "ftp://depot:$FTP_PASS@ftp.prefecture.lan/"
git clone "https://oauth2:${CI_JOB_TOKEN}@forge.mairie.lan/x.git"
ssh -p 2222 admin@10.0.0.9
wget http://depot.mairie.lan:8081/repository/@scope/paquet
