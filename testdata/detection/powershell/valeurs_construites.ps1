$secret = New-Object System.Security.SecureString
'pebble beach'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
$ss = [System.Security.SecureString]::new()
foreach ($ch in [char[]]'char-array') { $ss.AppendChar($ch) }
$pw = if ($env:COMPUTERNAME -like 'PRD*') { 'prd-branch' } else { 'dev-branch' }
$pwd2 = switch ($site) { 'PAR' { 'paris-75' } 'LYO' { 'lyon-69' } default { 'france' } }
Set-Variable -Name svcPassword -Value 'set-variable' -Scope Script
New-Variable mdpSql 'new-var' -Option Constant
[string]$Global:AdminPwd = "global typed"
${script:ldap password} = 'braced'
$cfg = [ordered]@{}; $cfg['password'] = 'index-set'; $cfg.Add('smtp_password', 'add-call')
$o = New-Object psobject; $o | Add-Member -MemberType NoteProperty -Name Password -Value 'add-member'
$o | Add-Member NoteProperty MotDePasse 'note-pos'
$obj = 'x' | Select-Object @{n='User';e={'svc'}}, @{n='Password';e={'calc-prop'}}
class Cfg { [string] $LdapPassword = 'class-prop'; hidden [string] $Pw = 'hidden.Pw'; static [string] GetPw() { return 'static-ret' } }
$de = New-Object DirectoryServices.DirectoryEntry('LDAP://x', 'u', [Cfg]::GetPw())
$user, $password = 'svc', 'multi-assign'
$list = 'a', 'b', 'third-one'; [Net.NetworkCredential]::new('u', $list[2])
function Get-Pw { param($Env) if ($Env -eq 'prod') { return 'func-prod' } 'func-test1' }
New-Object PSCredential 'x', (ConvertTo-SecureString (Get-Pw prod) -AsPlainText -Force)
$line = 'svc;split-val;x'; $parts = $line.Split(';'); [Net.NetworkCredential]::new($parts[0], $parts[1])
$pwDefault ??= 'null-coal'
$val = $env:PW ?? 'coalesce'; [Net.NetworkCredential]::new('u', $val)
$tern = $isProd ? 'tern-prod' : 'tern-dev'; ConvertTo-SecureString $tern -AsPlainText -Force
$script:creds = @{ prod = @('svcp', 'arr-prod'); dev = @('svcd', 'arr-dev') }
$k = $script:creds['prod']; ConvertTo-SecureString $k[1] -AsPlainText -Force; ConvertTo-SecureString $script:creds.dev[1] -AsPlainText -Force
Add-Content C:\odbc.ini "Password=ini-line"
@('[client]', 'user=root', 'password=my.cnf.9') | Set-Content my.cnf
[Environment]::SetEnvironmentVariable('APP_PASSWORD', 'set-env', 'Machine')
setx DB_PASSWORD "set x" /M
[IO.File]::WriteAllText('c.ini', "[db]`r`npwd=write-all`r`n")
