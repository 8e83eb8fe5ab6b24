# policy report; passwords are never part of it
$props = 'PasswordLastSet', 'PasswordNeverExpires', 'PasswordExpired', 'mail'
$stale = Get-ADUser -Filter 'Enabled -eq $true' -Properties $props | Where-Object { -not $_.PasswordLastSet }
Write-Output ("{0} account(s) without a password date" -f @($stale).Count)

$password = Get-RandomPassword -Length 24
$token = (Invoke-RestMethod -Method Post -Uri $uri -Body $body).access_token
$headers = @{ Authorization = "Bearer $token"; Accept = 'application/json' }
$secret = Read-Host 'Secret phrase'
if (-not $secret) { throw 'Secret phrase missing' }
$apiKey = $config.ApiKey

function Test-Host([string]$Name, [int]$Port = 636) {
    $client = New-Object Net.Sockets.TcpClient
    try {
        $pending = $client.BeginConnect($Name, $Port, $null, $null)
        return $pending.AsyncWaitHandle.WaitOne(1500)
    }
    catch { return $false }
    finally { $client.Close() }
}
