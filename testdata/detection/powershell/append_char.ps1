$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }

$ss = New-Object System.Security.SecureString
'Barnacle-55'.ToCharArray() | ForEach-Object { $ss.AppendChar($_) }
$ss.MakeReadOnly()
$cred = New-Object System.Management.Automation.PSCredential('backup', $ss)
$s2 = [System.Security.SecureString]::new()
foreach ($ch in "kelp.forest".ToCharArray()) { $s2.AppendChar($ch) }
$imaging = New-Object PSCredential 'imaging', $s2

function Test-Host([string]$Name, [int]$Port = 636) {
    $client = New-Object Net.Sockets.TcpClient
    try {
        $pending = $client.BeginConnect($Name, $Port, $null, $null)
        return $pending.AsyncWaitHandle.WaitOne(1500)
    }
    catch { return $false }
    finally { $client.Close() }
}
