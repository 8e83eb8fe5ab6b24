$so = [WinSCP.SessionOptions]@{ Protocol=[WinSCP.Protocol]::Sftp; HostName='h'; UserName='u'; Password='wscp-cast' }
$so.ParseUrl('sftp://u:parse-url@h/')
& "C:\Program Files (x86)\WinSCP\WinSCP.com" /command "open sftp://bob:w-com@h/ -hostkey=*" "put a.txt" "exit"
& winscp.com /command "open ftp://h -username=u -password=x-com"
$client = New-Object Renci.SshNet.SshClient('h', 22, 'root', 'sshnet')
$sftp = [Renci.SshNet.SftpClient]::new('h', 'u', 'sshnet-sftp')
$pk = New-Object Renci.SshNet.PrivateKeyFile('id_rsa', 'key phrase')
$mk = New-Object MailKit.Net.Smtp.SmtpClient; $mk.Authenticate('u@x.example', 'mailkit')
$mysql = New-Object MySql.Data.MySqlClient.MySqlConnection("server=h;uid=root;pwd=mysql.Net;database=d")
$ora = "Data Source=(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=o)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=P)));User Id=scott;Password=lion;"
sqlplus -S scott/tig3r-x@PROD @q.sql
$aes = [Security.Cryptography.Rfc2898DeriveBytes]::new('derive me', [Text.Encoding]::UTF8.GetBytes('salt1234'))
$pdb = New-Object Security.Cryptography.PasswordDeriveBytes('p-derive', $salt, 'SHA1', 5)
$cert.Import('c.pfx', 'cert-imp', 'Exportable')
$bytes = $cert.Export('Pfx', 'cert-exp')
$excel.Workbooks.Open('c:\x.xlsx', 0, $false, 5, 'xl-open')
$wb.Unprotect('xl-unprot'); $ws.Protect('xl-prot')
$zip.Password = 'ionic-zip'
Expand-7Zip -ArchiveFileName a.7z -TargetPath D: -Password '7z-mod'
New-SmbMapping -LocalPath Y: -RemotePath \\h\s -UserName u -Password 'smb-map'
cmdkey /add:TERMSRV/h /user:u /pass:"rdp pass"
New-StoredCredential -Target h -UserName u -Password cred-man -Persist LocalMachine
$wifi = '<WLANProfile><MSM><security><sharedKey><keyType>passPhrase</keyType><protected>false</protected><keyMaterial>Wifi Fairy</keyMaterial></sharedKey></security></MSM></WLANProfile>'
Connect-HPOVMgmt -Hostname ov -UserName adm -Password 'ov-adm'
Connect-CisServer vc -User a -Password 'cis-pw'
Connect-Fortinet -Server f -Username admin -Password f0rti
Connect-Rubrik -Server r -Username admin -Password (ConvertTo-SecureString 'rubrik' -AsPlainText -Force)
$keepass = [KeePassLib.Keys.KcpPassword]::new('kee-master')
bitsadmin /SetCredentials job1 SERVER BASIC user bits-cred
net.exe user Administrator "Adm in 22"
NET USER guest2 Gu3st-add /ADD
