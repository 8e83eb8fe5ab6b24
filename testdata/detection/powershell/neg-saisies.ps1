param(
    [Parameter(Mandatory)][securestring]$Password,
    [string]$User = 'svc',
    [pscredential]$Credential = (Get-Credential -UserName $User -Message 'Password of the service account'),
    [string]$PasswordHint = 'Ask the service desk'
)
$pw = Read-Host -Prompt 'Enter the password for svc' -AsSecureString
$bstr = [Runtime.InteropServices.Marshal]::SecureStringToBSTR($pw)
$plain = [Runtime.InteropServices.Marshal]::PtrToStringBSTR($bstr)
$conn = "Server=sql;User Id=app;Password=$plain"
$conn2 = "Server=sql;User Id=app;Password=$($Credential.GetNetworkCredential().Password)"
$conn3 = 'Server=sql;User Id=app;Password={0}' -f $plain
$env:PW = Get-Content C:\secure\pw.txt
net use Z: \\srv\share $plain /user:$User
net use Z: \\srv\share /user:$User *
plink -ssh root@h -pw $plain
schtasks /create /tn x /tr y /ru $User /rp $plain
ConvertTo-SecureString (Get-Content pw.txt) -Key (1..16)
$x = ConvertTo-SecureString -String $env:PASSWORD -AsPlainText -Force
$y = ConvertTo-SecureString (op read 'op://vault/item/password') -AsPlainText -Force
$z = Get-Secret -Name ldapPassword -AsPlainText
$kv = (Get-AzKeyVaultSecret -VaultName kv -Name dbPassword).SecretValue
Write-Host "Password : ********"
Write-Output "password=$plain"
Write-Warning 'Password: must be at least 12 characters'
if ($pw.Length -lt 12) { throw 'password too short' }
$generated = [System.Web.Security.Membership]::GeneratePassword(16, 4)
$newPw = -join ((33..126) | Get-Random -Count 20 | % { [char]$_ })
$newPassword = New-RandomPassword -Length 20
Set-ADDefaultDomainPasswordPolicy -ComplexityEnabled $true -MinPasswordLength 12 -MaxPasswordAge 180.00:00:00
