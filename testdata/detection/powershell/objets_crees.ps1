# Synchronisation des comptes de l'atelier
$type = [Type]::GetType('System.DirectoryServices.DirectoryEntry')
$de = [Activator]::CreateInstance($type, 'LDAP://dc9', 'svc', 'Girouette')
$d2 = [System.Activator]::CreateInstance([System.Net.NetworkCredential], [object[]]('u','Anemometre'))
$t = [Type]('System.Net.Network' + 'Credential')
$o = $t::new('u', 'Pluvio-7')
$phrases = @('Hygro-metre')
$s = ConvertTo-SecureString -String $phrases[0] -AsPlainText -Force
$mot = 'Thermo.Metre'
for ($i = 0; $i -lt $mot.Length; $i++) { $secure.AppendChar($mot[$i]) }
$stade = 'recette'
$mdps = @{ dev = 'Astrolabe-d'; recette = 'Astrolabe-r'; prod = 'Astrolabe!P1' }
$n = New-Object Net.NetworkCredential('svc', $mdps[$stade])
$modele = 'Host=h;Username=u;Password={0}'
$cn = New-Object Npgsql.NpgsqlConnection ($modele -f 'npg.Fmt')
Start-Process net -Args "use X: \\s\p ViaArgs8 /user:d\u"
$psi.Arguments = "/c net use \\s\x psiArgs3 /user:u"
& $plinkPath -batch -pw 'Switch$Core' admin@sw1 'show run'
Invoke-CimMethod -ClassName Win32_Service -MethodName Change -Arguments @{ StartName = 'd\s'; StartPassword = 'Voreux.5' }
Invoke-WmiMethod -Path "Win32_Service.Name='A'" -Name Change -ArgumentList @($null,$null,$null,$null,$null,$null,'d\s','wmi change')
Set-Content -Path Env:\DB_PASSWORD -Value 'Coupeau9'
foreach ($kv in @(@('DefaultUserName','k'), @('DefaultPassword','Rasseneur'))) { Set-ItemProperty $k -Name $kv[0] -Value $kv[1] }
Start-Job { param($pw) [Net.NetworkCredential]::new('x', $pw) } -ArgumentList 'Mouquette1'
& schtasks.exe @('/create', '/tn', 'P', '/ru', 'D\p', '/rp', 'Zola.1840', '/tr', 'p.cmd')
