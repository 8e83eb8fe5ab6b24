# policy report; passwords are never part of it
$props = 'PasswordLastSet', 'PasswordNeverExpires', 'PasswordExpired', 'mail'
$stale = Get-ADUser -Filter 'Enabled -eq $true' -Properties $props | Where-Object { -not $_.PasswordLastSet }
Write-Output ("{0} account(s) without a password date" -f @($stale).Count)

$accounts = @'
Name,Password,Group
kiosk-lobby,Umbrella.Rack,Kiosks
kiosk-lab,"beaker, funnel",Kiosks
temp-audit,,Audit
'@ | ConvertFrom-Csv
foreach ($a in $accounts) {
    if (-not $a.Password) { continue }
    $p = ConvertTo-SecureString -AsPlainText -Force $a.Password
    New-LocalUser -Name $a.Name -Password $p
}
$feeds = '[{"name":"ldap","user":"cn=feed,o=harbor","password":"F33d_the_Gulls"}]' | ConvertFrom-Json

# housekeeping: old exports and temporary files
$cutoff = (Get-Date).AddDays(-30)
Get-ChildItem -Path 'D:\Exports' -Filter *.csv -File |
    Where-Object { $_.LastWriteTime -lt $cutoff } |
    Remove-Item -Force -ErrorAction SilentlyContinue
