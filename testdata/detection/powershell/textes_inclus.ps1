$mail = @"
Bonjour,
Votre compte est créé.
Identifiant : jdupont
Mot de passe : Rentree-2023
Cordialement
"@
$bat = @'
@echo off
net use R: \\srv\rep /user:svc Bat-Here-2
set PASS=Bat-Set-3
'@
$sh = @'
#!/bin/bash
mysql -u root -pShell-Here4 -e 'show tables'
export PGPASSWORD=Shell-Pg-5
'@
$py = @'
import ldap
l = ldap.initialize("ldap://x")
l.simple_bind_s("cn=a", "Python-Bind6")
'@
$vbs = @'
Set o = GetObject("LDAP:")
'@
$csv = @'
login;mdp;nom
adurand;Csv-Pw-8;Durand
bmartin;Csv Pw 9;Martin
'@ | ConvertFrom-Csv -Delimiter ';'
$conf = @'
uri ldap://x
binddn cn=a,dc=x
'@
$reg = @'
Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon]
"DefaultUserName"="kiosk"
"DefaultPassword"="Reg-Auto-11"
'@
$sql = @'
USE master;
CREATE LOGIN web WITH PASSWORD='Sql-Login12';
'@
$yaml = @'
db:
  host: h
  password: Yaml-Pw-14
smtp:
  user: u
  pass: "Yaml Pass 15"
'@
$props = @'
spring.datasource.username=u
spring.datasource.password=Spring-16
ldap.manager.password=Manager-17
'@
$winscp = @'
option batch abort
open sftp://u:Winscp-18@h/ -hostkey="*"
put a
exit
'@
$ftp = @'
open ftp.x.lan
user depot Ftp-Script19
put a
'@
$task = @'
<?xml version="1.0"?><Task><Actions><Exec><Command>cmd</Command><Arguments>/c net use Z: \\s\x Task-Here20 /user:u</Arguments></Exec></Actions></Task>
'@
$netsh = @'
<WLANProfile><MSM><security><sharedKey><keyMaterial>Wlan-Key-21</keyMaterial></sharedKey></security></MSM></WLANProfile>
'@
$dc = @'
[DCInstall]
UserName=Administrator
Password=Dcpromo-22
SafeModeAdminPassword=Dsrm-23
ReplicaOrNewDomain=Domain
'@
$sysprep = @'
[GuiUnattended]
AdminPassword=Guiunatt-24
EncryptedAdminPassword=NO
[Identification]
DomainAdmin=joiner
DomainAdminPassword=Joiner-25
'@
