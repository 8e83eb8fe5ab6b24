function New-RandomPassword([int]$Length = 16) {
    $alphabet = 'abcdefghkmnpqrstuvwxyzABCDEFGHKLMNPRSTUVWXYZ23456789!%&/=?+*#'
    $special = '!@#$%^&*()_+'
    -join (1..$Length | ForEach-Object { $alphabet[(Get-Random -Maximum $alphabet.Length)] })
}
$password = New-RandomPassword
$pwdFile = "C:\temp\$user.pwd"
$passwordPolicy = 'Complex'
$passwordChars = [char[]]'ABCDEFGHJKLMNPQRSTUVWXYZ'
$PasswordNeverExpires = 'True'
$passwordHash = 'e10adc3949ba59abbe56e057f20f883e'
$pwdLastSet = '133500000000000000'
$credentialType = 'Generic'
$tokenEndpoint = 'https://login.example/token'
$secretPath = 'kv/data/app'
$keyName = 'app-key'; $keyLength = 2048
$passThru = 'Yes'; $bypass = 'Unrestricted'; $compass = 'north-west'
$pw = $null; $pass = ''; $mdp = ' '
