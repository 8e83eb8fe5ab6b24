function Test-Host([string]$Name, [int]$Port = 636) {
    $client = New-Object Net.Sockets.TcpClient
    try {
        $pending = $client.BeginConnect($Name, $Port, $null, $null)
        return $pending.AsyncWaitHandle.WaitOne(1500)
    }
    catch { return $false }
    finally { $client.Close() }
}

$html = @"
<html><body>
<p>Your Windows password expires in $days days.</p>
<p>Password rules: 12 characters, upper, lower, digit. Password: choose a phrase.</p>
</body></html>
"@
Send-MailMessage -To $user.mail -From it@harbor.lan -SmtpServer smtp -Subject "Your password expires" -Body $html -BodyAsHtml

$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }
