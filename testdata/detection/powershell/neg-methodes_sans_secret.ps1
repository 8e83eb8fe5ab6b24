Set-Item WSMan:\localhost\Service\Auth\Basic -Value $true
Set-ItemProperty HKLM:\SYSTEM\CurrentControlSet\Control\Lsa -Name LimitBlankPasswordUse -Value 1
Set-ItemProperty "HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon" -Name DefaultPassword -Value ''
Remove-ItemProperty $RegPath -Name DefaultPassword
Set-LocalUser -Name svc -PasswordNeverExpires $true -UserMayChangePassword $false
reg query "HKLM\SOFTWARE\ORL\WinVNC3\Default" /v Password
reg delete HKLM\SOFTWARE\Acme /v ProxyPassword /f
sc.exe config Spooler start= auto
netsh wlan show profile name=Corp key=clear
msiexec /i a.msi PROPERTY=1 PASSWORD=$pw
$ws.Protect(); $wb.Close($false)
$o.Open('Provider=SQLOLEDB;Integrated Security=SSPI')
$svc.Change($null,$null,$null,$null,'Automatic')
$cs.JoinDomainOrWorkgroup($domain, $pw, $user, $null, 3)
$net.MapNetworkDrive('K:', '\\srv\k')
$folder.RegisterTaskDefinition('K', $def, 6, 'SYSTEM', $null, 5)
$mk.Authenticate($cred.UserName, $cred.GetNetworkCredential().Password)
