Register-SecretVault -Name Store -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault
$pw = Get-Secret -Vault Store -Name AdBind -AsPlainText
$de = New-Object DirectoryServices.DirectoryEntry('LDAP://dc', 'd\u', $pw)
Set-Secret -Name AdBind -Secret (Read-Host -AsSecureString)
$c = Import-Clixml "$HOME\cred.xml"
$x = (Get-StoredCredential -Target ad).GetNetworkCredential().Password
$token = (Get-AzAccessToken -ResourceUrl https://graph.microsoft.com).Token
$h = @{ Authorization = "Bearer $($token)" }
$wc.Headers.Add('Authorization', "Bearer $token")
$auth = [Net.Http.Headers.AuthenticationHeaderValue]::new('Bearer', $token)
$client = New-Object Renci.SshNet.SshClient($h, $u, $key)
$cert = New-Object Security.Cryptography.X509Certificates.X509Certificate2($file, $pfxPass)
$svc.Change($null,$null,$null,$null,$null,$null,$u,$p)
$d = New-Object Security.Cryptography.Rfc2898DeriveBytes($phrase, $salt, 1000)
$kv = az keyvault secret show --name x --vault-name y --query value -o tsv
$env:VAULT_TOKEN = vault login -token-only -method=ldap
$sec = ConvertTo-SecureString $Env:AZURE_CLIENT_SECRET -AsPlainText -Force
$a = $cfg.Password; $b = $cfg['Password']; $c2 = $cfg.Get('Password')
sc.exe config svc obj= "NT AUTHORITY\LocalService" password= ""
reg add HKLM\x /v DefaultPassword /t REG_SZ /d %PW% /f
msiexec /i a.msi DBPASSWORD=$env:DBPW /qn
schtasks /create /tn t /ru SYSTEM /tr x
New-ScheduledTaskAction -Execute pwsh -Argument "-File x.ps1 -Password $pw -Token $token"
