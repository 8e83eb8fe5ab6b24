function Test-Host([string]$Name, [int]$Port = 636) {
    $client = New-Object Net.Sockets.TcpClient
    try {
        $pending = $client.BeginConnect($Name, $Port, $null, $null)
        return $pending.AsyncWaitHandle.WaitOne(1500)
    }
    catch { return $false }
    finally { $client.Close() }
}

$maxAge = (Get-ADDefaultDomainPasswordPolicy).MaxPasswordAge
foreach ($u in Get-ADUser -Filter * -Properties PasswordLastSet) {
    $left = ($u.PasswordLastSet + $maxAge) - (Get-Date)
    if ($left.Days -lt 7) { Write-Output "Password of $($u.SamAccountName) expires in $($left.Days) days" }
}
$passwordAgeWarning = 14
$passwordHistory = 24

$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }
