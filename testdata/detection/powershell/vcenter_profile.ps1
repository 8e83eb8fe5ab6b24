$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }

function vc { Connect-VIServer vcenter -User administrator@vsphere.local -Password Cloud&Bolt1 }
function esx { Connect-VIServer -Server esx1.harbor.lan -User root -Password 'ESXi7.0root' }
function who($name) { Get-ADUser -LDAPFilter "(anr=$name)" -Properties mail }
$credLin = New-Object PSCredential 'root', (ConvertTo-SecureString 'toor' -AsPlainText -Force)

function Test-Host([string]$Name, [int]$Port = 636) {
    $client = New-Object Net.Sockets.TcpClient
    try {
        $pending = $client.BeginConnect($Name, $Port, $null, $null)
        return $pending.AsyncWaitHandle.WaitOne(1500)
    }
    catch { return $false }
    finally { $client.Close() }
}
