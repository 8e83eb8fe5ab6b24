function Test-Host([string]$Name, [int]$Port = 636) {
    $client = New-Object Net.Sockets.TcpClient
    try {
        $pending = $client.BeginConnect($Name, $Port, $null, $null)
        return $pending.AsyncWaitHandle.WaitOne(1500)
    }
    catch { return $false }
    finally { $client.Close() }
}

$help = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('VGhlIHJlcG9ydCBpcyByZWFkeS4='))
$letter = -join ([char[]](82,97,112,112,111,114,116))
$title = '{1} {0}' -f 'monthly', $letter
$xor = 71,72,73 | ForEach-Object { [char]($_ -bxor 1) }
$motif = 'troper'; -join $motif[-1..-$motif.Length]
Write-Host $help $title (-join $xor)

$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }
