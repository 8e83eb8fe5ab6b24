$connect = @{
    Server      = 'vc.lab'
    User        = 'root'
    Password    = 'splat-Vc-1'
    ErrorAction = 'Stop'
}
Connect-VIServer @connect
$mail = @{ SmtpServer='s'; From='a@b.example'; Credential=(New-Object PSCredential('a', ('splat-Mail-2' | ConvertTo-SecureString -AsPlainText -Force))) }
Send-MailMessage @mail
$arr = 'root', 'splat-Arr-3'
$c = New-Object System.Net.NetworkCredential $arr
$o = [ordered]@{ dsn='x'; uid='y'; pwd='splat-Pwd-4' }
($o.GetEnumerator() | % { "$($_.Key)=$($_.Value)" }) -join ';'
$env = 'prod'
$secure = ConvertTo-SecureString $map[$env] -AsPlainText -Force
$tmpl = 'Server=x;User Id=app;Password={0};' -f 'fmt-Val-7'
$con = [string]::Format('Server={0};Uid={1};Pwd={2}', 'h', 'u', 'fmt-Net-8')
$con2 = -join('Server=h;Uid=u;', 'Pwd=', 'join-Val-9')
$con3 = 'Server=h;Uid=u;Pwd=#P#'.Replace('#P#', 'repl-Val-10')
$d = [Collections.Generic.Dictionary[string,string]]::new(); $d['password'] = 'dict-Val-11'; $d.Add('passphrase', 'dict-Add-12')
$ht = [hashtable]@{ 'mot de passe' = 'key-Blank-13'; "Mot-De-Passe" = 'key-Dash-14' }
$xml = [xml]"<c user='a' pwd='xml-Single-15'/>"
$obj = '{ "user": "a", "password": "json-One-16" }' | ConvertFrom-Json
$yaml = "user: a`npassword: yaml-Esc-17`n"
$ini = @"
[db]
user = a
password = ini-Here-18
"@
try { $null = [adsi]::new('LDAP://x', 'a', 'adsi-New-19') } catch { Write-Warning $_ }
if (-not $Password) { $Password = 'fallback-20' }
$Password = if ($Password) { $Password } else { 'else-Val-21' }
[string]$pw = $args[0]; if ([string]::IsNullOrWhiteSpace($pw)) { $pw = "iso-Val-22" }
$script:Settings.Ldap.BindPassword = 'deep-Mem-23'
${env:DB_PASS} = 'env-Brace-24'
Set-Item env:API_PASSWORD 'env-Item-25'
New-Item -Path Env: -Name LDAP_PASSWORD -Value 'env-New-26'
$PSDefaultParameterValues.Add('Connect-VIServer:Password', 'psdef-27')
Set-Variable -Name 'SqlPwd' -Value 'setvar-28' -Option ReadOnly
& { param($u, $p) net use Z: \\s\x $p /user:$u } 'u' 'block-Par-29'
Invoke-Command srv1 -ArgumentList 'u', 'inv-Arg-31' -ScriptBlock { param($u, $pw) net user $u $pw /add }
$sb = { param([string]$Pass = 'sb-Default-32') }
return [pscredential]::new('u', (ConvertTo-SecureString ("ret-Val-33") -AsPlainText -Force))
