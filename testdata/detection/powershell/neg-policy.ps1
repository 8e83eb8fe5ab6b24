function Write-Log {
    param([Parameter(Mandatory)][string]$Message, [ValidateSet('INFO','WARN','ERROR')][string]$Level = 'INFO')
    # mask anything that looks like a secret before it reaches the disk
    $clean = $Message -replace '(?i)(password|pwd|token)\s*[=:]\s*\S+', '$1=***'
    "{0:o} [{1}] {2}" -f (Get-Date), $Level, $clean | Out-File -Append -FilePath $LogFile
}

New-ADFineGrainedPasswordPolicy -Name 'FGPP-Admins' -Precedence 10 -MinPasswordLength 16 -PasswordHistoryCount 24 -MaxPasswordAge '90.00:00:00'
Set-ADDefaultDomainPasswordPolicy -Identity harbor.lan -MinPasswordLength 12
net accounts /minpwlen:12 /maxpwage:180 /uniquepw:12
Set-ADUser trainee01 -CannotChangePassword $true -PasswordNeverExpires $false
Set-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Services\Netlogon\Parameters' -Name MaximumPasswordAge -Value 30
(Get-Content C:\Temp\secpol.cfg) -replace 'PasswordComplexity = 0', 'PasswordComplexity = 1' | Set-Content C:\Temp\s2.cfg

# policy report; passwords are never part of it
$props = 'PasswordLastSet', 'PasswordNeverExpires', 'PasswordExpired', 'mail'
$stale = Get-ADUser -Filter 'Enabled -eq $true' -Properties $props | Where-Object { -not $_.PasswordLastSet }
Write-Output ("{0} account(s) without a password date" -f @($stale).Count)
