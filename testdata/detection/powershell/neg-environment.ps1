$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }

$user = $env:LDAP_USER
$password = $env:LDAP_PASSWORD
if (-not $password) { $password = [Environment]::GetEnvironmentVariable('LDAP_PASSWORD', 'Machine') }
if (-not $password) { Write-Host 'Example: $env:LDAP_PASSWORD = "<your password>"'; exit 64 }
$cnx = [System.DirectoryServices.Protocols.LdapConnection]::new('ldap.harbor.lan')
$cnx.Credential = [System.Net.NetworkCredential]::new($user, $password)

function Write-Log {
    param([Parameter(Mandatory)][string]$Message, [ValidateSet('INFO','WARN','ERROR')][string]$Level = 'INFO')
    # mask anything that looks like a secret before it reaches the disk
    $clean = $Message -replace '(?i)(password|pwd|token)\s*[=:]\s*\S+', '$1=***'
    "{0:o} [{1}] {2}" -f (Get-Date), $Level, $clean | Out-File -Append -FilePath $LogFile
}
