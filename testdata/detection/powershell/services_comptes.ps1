$svc = Get-WmiObject Win32_Service -Filter "Name='AcmeAgent'"
$svc.Change($null,$null,$null,$null,$null,$null,"ACME\svc-agent","agent-orange") | Out-Null
sc.exe config AcmeAgent obj= "ACME\svc-agent" password= "sc config"
sc.exe create Acme2 binPath= C:\a.exe obj= ACME\svc password= sc.create
nssm set Acme4 ObjectName ACME\nssm nssm-Obj
$action = New-ScheduledTaskAction -Execute powershell.exe -Argument '-File C:\j.ps1 -ApiKey k3y-9f8e7d6c5b4a39281706'
Register-ScheduledTask -TaskName J -Action $action -User 'ACME\task' -Password 't4sk-reg' -RunLevel Highest
$TaskService = New-Object -ComObject Schedule.Service
$folder.RegisterTaskDefinition('K', $def, 6, 'ACME\task', 'com-task', 1)
$TaskService.Connect('srv1', 'admin', 'ACME', 'ts-conn')
Set-ItemProperty IIS:\AppPools\Acme -Name processModel -Value @{ userName = 'ACME\pool'; password = 'iis-pool'; identitytype = 3 }
Set-ItemProperty IIS:\AppPools\Acme -Name processModel.password -Value 'iis-dotted'
$pool.processModel.password = "iis-prop"
& $env:windir\system32\inetsrv\appcmd.exe set apppool Acme /processModel.password:iis-cmd
Set-WebConfigurationProperty -Filter system.applicationHost/sites/virtualDirectoryDefaults -Name password -Value "iis-vdir"
New-WebVirtualDirectory -Site S -Name v -PhysicalPath \\nas\v -UserName nas\v -Password 'v-dir'
psexec.exe \\srv1 -u ACME\adm -p ps-exec cmd /c ver
wmic /node:srv1 /user:ACME\adm /password:"wm ic" os get caption
msiexec /i agent.msi /qn SERVICEACCOUNT=ACME\svc SERVICEPASSWORD=msi-prop REBOOT=R
Start-Process msiexec.exe -ArgumentList "/i agent.msi /qn DBPASSWORD=`"msi quoted`" ACCEPT=1" -Wait
$args = @('/install', '/quiet', 'ADMIN_PASSWORD=arg.List')
$psi = New-Object Diagnostics.ProcessStartInfo; $psi.PasswordInClearText = 'psi-clear'
Invoke-Command srv1 { net user backup inv.Cmd /domain }
cmd /c "net use Q: \\h\q cmd-c-1 /user:u"
certutil -f -p c3rtutil -importpfx c.pfx
Import-PfxCertificate -FilePath c.pfx -CertStoreLocation Cert:\LocalMachine\My -Password (ConvertTo-SecureString pfx-bare -AsPlainText -Force)
openssl pkcs12 -export -out c.pfx -inkey k.pem -in c.pem -passout pass:op3nssl
7z.exe a -ps3ven-zip -mhe out.7z D:\data
& 'C:\Program Files\7-Zip\7z.exe' x a.7z "-pseven quoted" -oD:\
