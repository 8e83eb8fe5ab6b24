function Write-Log {
    param([Parameter(Mandatory)][string]$Message, [ValidateSet('INFO','WARN','ERROR')][string]$Level = 'INFO')
    # mask anything that looks like a secret before it reaches the disk
    $clean = $Message -replace '(?i)(password|pwd|token)\s*[=:]\s*\S+', '$1=***'
    "{0:o} [{1}] {2}" -f (Get-Date), $Level, $clean | Out-File -Append -FilePath $LogFile
}

$line = $line -replace 'Password=[^;]+', 'Password=***'
Write-Verbose "password for $user accepted"
Write-Host 'Password: ' -NoNewline
$mask = 'password=********'
Write-Host "Set the password with: net user $user *"

# policy report; passwords are never part of it
$props = 'PasswordLastSet', 'PasswordNeverExpires', 'PasswordExpired', 'mail'
$stale = Get-ADUser -Filter 'Enabled -eq $true' -Properties $props | Where-Object { -not $_.PasswordLastSet }
Write-Output ("{0} account(s) without a password date" -f @($stale).Count)
