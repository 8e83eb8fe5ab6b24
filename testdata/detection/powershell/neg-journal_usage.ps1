Write-Log "Setting password for $user"
Write-Verbose 'Mot de passe: OK'
Write-Host ('Password for {0} will expire in {1} days' -f $u, $d)
$msg = "Password reset for user=$u; ticket=$t"
$subject = 'Votre mot de passe expire'
$body = "Bonjour,`r`nVotre mot de passe : $newPw`r`nCordialement"
Write-Host "Usage: $($MyInvocation.MyCommand.Name) -User <user> -Password <pwd>"
throw "Parameter -Password is required"
Write-Error 'Use -Credential instead of -Password parameter'
$help = '-Password   the password of the account'
$examples = "script.ps1 -User bob -Password `$pw"
$opt = '/password:*'
$regexPw = 'password\s*[:=]\s*(\S+)'
$text -match '(?<pwd>pwd=\w+)'
Select-String -Pattern 'password=' -Path *.config
$line.Split('=')[0] -eq 'password'
if ($key -like '*password*') { $value = '********' }
$cols = 'Name','Password','Email'
$csv = "Name,Password,Email`n"
$q = 'SELECT name, password_hash FROM sys.sql_logins'
$p.Open(); $f.Open('a', 'b', 'c'); $x.Connect('a', 'b'); $y.Protect($true); $z.Import('m', 'n')
$o = @{ Name = 'Password'; Value = $pw }; $h = @{ Name = 'PasswordLabel'; Value = 'Votre code secret' }
$r = @{ Name = 'DefaultPassword'; Value = '' }; $prop = @{ n='PasswordLastSet'; e={ [datetime]::FromFileTime($_.pwdLastSet) } }
$form = 'user={0}&password={1}'; $body2 = "grant_type=client_credentials&client_secret=$secret"
Select-Object Name, @{ Name='PasswordExpires'; Expression={ $_.PasswordExpires } }, @{l='Password';e={'***'}}
