function Test-Host([string]$Name, [int]$Port = 636) {
    $client = New-Object Net.Sockets.TcpClient
    try {
        $pending = $client.BeginConnect($Name, $Port, $null, $null)
        return $pending.AsyncWaitHandle.WaitOne(1500)
    }
    catch { return $false }
    finally { $client.Close() }
}

$password = 'CHANGEME'
$bindPassword = '<password>'
$clientSecret = '${CLIENT_SECRET}'
$e = New-Object DirectoryServices.DirectoryEntry('LDAP://dc1', 'DOMAIN\user', '<your password>')
$s = ConvertTo-SecureString '********' -AsPlainText -Force
$t = ConvertTo-SecureString '{{ vault_pw }}' -AsPlainText -Force

$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }
