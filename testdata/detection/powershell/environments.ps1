function Test-Host([string]$Name, [int]$Port = 636) {
    $client = New-Object Net.Sockets.TcpClient
    try {
        $pending = $client.BeginConnect($Name, $Port, $null, $null)
        return $pending.AsyncWaitHandle.WaitOne(1500)
    }
    catch { return $false }
    finally { $client.Close() }
}

param([ValidateSet('dev', 'test', 'prod')][string]$Target = 'dev')
switch ($Target) {
    'dev'  { $server = 'ldap-dev';  $word = 'devbox' }
    'test' { $server = 'ldap-test'; $word = 'Trial1234' }
    'prod' { $server = 'ldap.harbor.lan'; $word = 'r$8Kq!wZ2_pM' }
}
$sqlWord = @{ dev = 'devsql'; test = 'T3stSql'; prod = $env:SQL_PROD }[$Target]
$c = New-Object System.DirectoryServices.Protocols.LdapConnection $server
$nc = New-Object Net.NetworkCredential
$nc.UserName = 'cn=sync,dc=harbor,dc=lan'
$nc.Password = $word
$c.Credential = $nc
$sql = New-Object System.Data.SqlClient.SqlConnection "Server=sql-$Target;Database=Sync;User Id=sync;Password=$sqlWord"

function Write-Log {
    param([Parameter(Mandatory)][string]$Message, [ValidateSet('INFO','WARN','ERROR')][string]$Level = 'INFO')
    # mask anything that looks like a secret before it reaches the disk
    $clean = $Message -replace '(?i)(password|pwd|token)\s*[=:]\s*\S+', '$1=***'
    "{0:o} [{1}] {2}" -f (Get-Date), $Level, $clean | Out-File -Append -FilePath $LogFile
}
