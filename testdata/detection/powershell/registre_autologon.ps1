$RegPath = "HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon"
Set-ItemProperty $RegPath "DefaultUsername" -Value "kiosk" -type String
Set-ItemProperty $RegPath "DefaultPassword" -Value "lobby" -type String
Set-ItemProperty -Path $RegPath -Name DefaultPassword -Value 'Foyer-22'
New-ItemProperty -Path $RegPath -Name 'DefaultPassword' -PropertyType String -Value "atrium" -Force | Out-Null
reg add "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon" /v DefaultPassword /t REG_SZ /d "v3randa" /f
reg.exe ADD HKLM\SOFTWARE\Acme\Agent /v ProxyPassword /d pr0xy-reg /f
[Microsoft.Win32.Registry]::SetValue('HKEY_LOCAL_MACHINE\SOFTWARE\Acme', 'DbPassword', 'reg-dotnet')
$k = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey('SOFTWARE\Acme', $true)
$k.SetValue('AdminPwd', 'subkey-1', 'String')
$auto = @{ Path = $RegPath; Name = 'DefaultPassword'; Value = 'splat-reg' }
Set-ItemProperty @auto
autologon.exe /accepteula kiosk FARM sysint-3
.\Autologon64.exe kiosk FARM "sys int 4"
