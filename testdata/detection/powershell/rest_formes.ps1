$user = 'jira-bot'
$pass = 'Board&Cards'
$pair = "$($user):$($pass)"
$headers = @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes($pair)) }
$wc = New-Object System.Net.WebClient
$wc.Headers.Add('Authorization', 'Bearer eyJ0b2tlbiI6ImFiYyIsInN1YiI6Im9wcyJ9x9Kd0Plm2Qv8Rt')
$wc.Headers['X-Api-Key'] = 'live-4f7d2c9a8b1e6035d7c4'
$wc.Headers.Add("X-Redmine-API-Key: b7e2f9d41c6a8035e9d7c2f4a1b8063e5d9c7a2f")
$wc.Credentials = New-Object Net.NetworkCredential('dav', 'webdav')
$login = @{ username = 'admin'; password = 'zabbix' } | ConvertTo-Json
$zbx = '{"jsonrpc":"2.0","method":"user.login","params":{"user":"Admin","password":"z4bbix-json"},"id":1}'
$zbx2 = @"
{ "auth": { "identity": { "methods": ["password"], "password": { "user": { "name": "nova", "domain": {"id": "default"}, "password": "0penst4ck" } } } } }
"@
$form = "username=admin&passwd=form-post&submit=1"
Invoke-RestMethod -Uri http://router/login.cgi -Method Post -Body "user=admin&pwd=r0uter-pw"
Invoke-RestMethod -Uri http://router/login.cgi -Method Post -Body @{ login = 'admin'; passwd = 'hash-body' }
curl.exe -k -u "backup:cur l" https://nas/api
curl.exe -H "Authorization: Token 9c1f0a7b5d3e8246f0b9d7c5a3e1f8047b2d6c9e" https://netbox/api/dcim/
$soap = @"
<soap:Envelope><soap:Header><wsse:UsernameToken><wsse:Username>ws</wsse:Username><wsse:Password Type="PasswordText">s0ap-ws</wsse:Password></wsse:UsernameToken></soap:Header></soap:Envelope>
"@
[xml]$cfg = '<config><db user="app" password="xml-attr" /><ldap><bindpw>xml-elem</bindpw></ldap></config>'
$req.ClientCertificates.Add((New-Object Security.Cryptography.X509Certificates.X509Certificate2('c.p12', 'p12 pass')))
$ftp.Credentials = New-Object System.Net.NetworkCredential -ArgumentList 'depot', 'quai-7'
$u = [UriBuilder]'ftp://host'; $u.UserName = 'depot'; $u.Password = 'uribuilder'
