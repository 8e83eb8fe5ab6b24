$t = [Activator]::CreateInstance([System.Net.NetworkCredential], @($user, $pass))
$w = New-Object Security.Cryptography.HMACSHA256(,$cle); $h = [Security.Cryptography.HMACSHA256]::new()
$aes.Key = [Text.Encoding]::UTF8.GetBytes($cle)
Write-Host "Mot de passe : " -NoNewline
Write-Host "Le mot de passe doit contenir 8 caractères"
Write-Error "Mot de passe incorrect : $_"
Write-Host "Password: <hidden>"
Write-Output "Changement du mot de passe : OK"
Write-Verbose 'mot de passe : 12 caractères minimum'
for ($i=0; $i -lt $k.Length; $i++) { $s.AppendChar($k[$i]) }
$sb = New-Object Text.StringBuilder; $sb.Append('a').Append('b'); $chemin = $sb.ToString()
$noms = @{ dev='srv-dev'; prod='srv-prod' }; $h = $noms[$stage]
$csv = "Nom;Password;Service`n"
$csv += "$n;$p;$s"
$m = "{`"login`":`"$u`",`"password`":`"$p`"}"
$tpl = "{`"password`":`"<password>`"}"
  $cred = Get-Credential
  $pw = Read-Host 'mot de passe'
  $p = 'VotreMotDePasse'
$f.RegisterTask('T', $xml, 6, 'SYSTEM', $null, 5)
Invoke-CimMethod -MethodName Change -Arguments @{ StartName='LocalSystem'; StartPassword=$null }
Invoke-WmiMethod -Name Change -ArgumentList @($null,$null,$null,$null,$null,$null,'LocalSystem','')
& $plink -pw $motDePasse adm@h; start net -Args "use X: \\h\x * /user:u"
