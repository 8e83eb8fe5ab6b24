function Test-Host([string]$Name, [int]$Port = 636) {
    $client = New-Object Net.Sockets.TcpClient
    try {
        $pending = $client.BeginConnect($Name, $Port, $null, $null)
        return $pending.AsyncWaitHandle.WaitOne(1500)
    }
    catch { return $false }
    finally { $client.Close() }
}

$bytes = 18,53,40,52,56,63,59,55
$plain = ''
foreach ($n in $bytes) { $plain += [char]($n -bxor 90) }
$entry = New-Object DirectoryServices.DirectoryEntry 'LDAP://dc1', 'HARBOR\xor', $plain

function Write-Log {
    param([Parameter(Mandatory)][string]$Message, [ValidateSet('INFO','WARN','ERROR')][string]$Level = 'INFO')
    # mask anything that looks like a secret before it reaches the disk
    $clean = $Message -replace '(?i)(password|pwd|token)\s*[=:]\s*\S+', '$1=***'
    "{0:o} [{1}] {2}" -f (Get-Date), $Level, $clean | Out-File -Append -FilePath $LogFile
}
