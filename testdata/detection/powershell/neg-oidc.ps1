# policy report; passwords are never part of it
$props = 'PasswordLastSet', 'PasswordNeverExpires', 'PasswordExpired', 'mail'
$stale = Get-ADUser -Filter 'Enabled -eq $true' -Properties $props | Where-Object { -not $_.PasswordLastSet }
Write-Output ("{0} account(s) without a password date" -f @($stale).Count)

$env:VAULT_TOKEN = (vault login -token-only -method=oidc)
$pw = (vault kv get -field=password secret/ldap)
$conn = New-Object System.DirectoryServices.Protocols.LdapConnection 'ldap'
$conn.Credential = New-Object Net.NetworkCredential('cn=svc', $pw)
$cert = Get-PfxCertificate ./app.pfx     # prompts for its password
Connect-MgGraph -TenantId $tenant -ClientId $app -Certificate $cert

function Test-Host([string]$Name, [int]$Port = 636) {
    $client = New-Object Net.Sockets.TcpClient
    try {
        $pending = $client.BeginConnect($Name, $Port, $null, $null)
        return $pending.AsyncWaitHandle.WaitOne(1500)
    }
    catch { return $false }
    finally { $client.Close() }
}
