# housekeeping: old exports and temporary files
$cutoff = (Get-Date).AddDays(-30)
Get-ChildItem -Path 'D:\Exports' -Filter *.csv -File |
    Where-Object { $_.LastWriteTime -lt $cutoff } |
    Remove-Item -Force -ErrorAction SilentlyContinue

$dc = 'dc2.harbor.lan'
$entry = New-Object -TypeName System.DirectoryServices.DirectoryEntry `
    -ArgumentList "LDAP://$dc/DC=harbor,DC=lan",
                  'HARBOR\ldapquery',
                  'lighthouse',
                  ([System.DirectoryServices.AuthenticationTypes]::Secure)
if (-not $entry.Name) { throw 'bind failed: wrong password?' }
$second = [System.DirectoryServices.DirectoryEntry]::new(
    "LDAP://${dc}:636/OU=Staff,DC=harbor,DC=lan",
    'CN=Portal,OU=Service,DC=harbor,DC=lan',
    "Tide``Pool`$9",
    'SecureSocketsLayer')

$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }
