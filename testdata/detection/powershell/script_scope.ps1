function Test-Host([string]$Name, [int]$Port = 636) {
    $client = New-Object Net.Sockets.TcpClient
    try {
        $pending = $client.BeginConnect($Name, $Port, $null, $null)
        return $pending.AsyncWaitHandle.WaitOne(1500)
    }
    catch { return $false }
    finally { $client.Close() }
}

# dot-source me
$script:LdapHost     = 'ldap.harbor.lan'
$script:LdapBindUser = 'cn=proxy,dc=harbor,dc=lan'
$script:LdapBindPass = 'Qw!8rT$$6nBw'
$global:SmtpPassword = "mailrelay02"
$script:TimeoutSec   = 30
$script:PasswordPolicyUrl = 'https://intranet.harbor.lan/password-policy'

function Write-Log {
    param([Parameter(Mandatory)][string]$Message, [ValidateSet('INFO','WARN','ERROR')][string]$Level = 'INFO')
    # mask anything that looks like a secret before it reaches the disk
    $clean = $Message -replace '(?i)(password|pwd|token)\s*[=:]\s*\S+', '$1=***'
    "{0:o} [{1}] {2}" -f (Get-Date), $Level, $clean | Out-File -Append -FilePath $LogFile
}
