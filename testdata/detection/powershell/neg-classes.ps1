# housekeeping: old exports and temporary files
$cutoff = (Get-Date).AddDays(-30)
Get-ChildItem -Path 'D:\Exports' -Filter *.csv -File |
    Where-Object { $_.LastWriteTime -lt $cutoff } |
    Remove-Item -Force -ErrorAction SilentlyContinue

class LdapSettings {
    [string]$Server = 'ldap.harbor.lan'
    [string]$BindUser
    hidden [securestring]$BindPassword
    [int]$PasswordLength = 16
    LdapSettings([string]$user, [securestring]$password) { $this.BindUser = $user; $this.BindPassword = $password }
}
$settings = [LdapSettings]::new('svc', (Read-Host -AsSecureString 'Password'))

$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }
