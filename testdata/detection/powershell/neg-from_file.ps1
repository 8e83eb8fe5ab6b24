# housekeeping: old exports and temporary files
$cutoff = (Get-Date).AddDays(-30)
Get-ChildItem -Path 'D:\Exports' -Filter *.csv -File |
    Where-Object { $_.LastWriteTime -lt $cutoff } |
    Remove-Item -Force -ErrorAction SilentlyContinue

$key = Get-Content "D:\Secure\aes.key"
$pw = Get-Content "D:\Secure\ldap.txt" | ConvertTo-SecureString -Key $key
$cred = New-Object System.Management.Automation.PSCredential("HARBOR\svc", $pw)
$plain = $cred.GetNetworkCredential().Password
$root = New-Object System.DirectoryServices.DirectoryEntry("LDAP://dc1", $cred.UserName, $plain)
$cn = New-Object Data.SqlClient.SqlConnection "Server=SQL01;Database=HR;User ID=hr;Password=$plain"

$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }
