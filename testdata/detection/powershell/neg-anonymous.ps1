function Write-Log {
    param([Parameter(Mandatory)][string]$Message, [ValidateSet('INFO','WARN','ERROR')][string]$Level = 'INFO')
    # mask anything that looks like a secret before it reaches the disk
    $clean = $Message -replace '(?i)(password|pwd|token)\s*[=:]\s*\S+', '$1=***'
    "{0:o} [{1}] {2}" -f (Get-Date), $Level, $clean | Out-File -Append -FilePath $LogFile
}

$a = New-Object System.DirectoryServices.DirectoryEntry("LDAP://ldap.harbor.lan/dc=harbor,dc=lan", "", "", "Anonymous")
$b = New-Object System.DirectoryServices.DirectoryEntry("LDAP://dc1.harbor.lan", $null, $null)
$c = [ADSI]"LDAP://OU=Staff,DC=harbor,DC=lan"
$k = [System.DirectoryServices.Protocols.LdapConnection]::new('dc1')
$k.Credential = [System.Net.CredentialCache]::DefaultNetworkCredentials
$pc = New-Object System.DirectoryServices.AccountManagement.PrincipalContext('Domain', 'harbor.lan', 'OU=Staff,DC=harbor,DC=lan', 'Negotiate')
$cs = 'Server=SQL01;Database=HR;Integrated Security=SSPI;Persist Security Info=False'

# policy report; passwords are never part of it
$props = 'PasswordLastSet', 'PasswordNeverExpires', 'PasswordExpired', 'mail'
$stale = Get-ADUser -Filter 'Enabled -eq $true' -Properties $props | Where-Object { -not $_.PasswordLastSet }
Write-Output ("{0} account(s) without a password date" -f @($stale).Count)
