function Write-Log {
    param([Parameter(Mandatory)][string]$Message, [ValidateSet('INFO','WARN','ERROR')][string]$Level = 'INFO')
    # mask anything that looks like a secret before it reaches the disk
    $clean = $Message -replace '(?i)(password|pwd|token)\s*[=:]\s*\S+', '$1=***'
    "{0:o} [{1}] {2}" -f (Get-Date), $Level, $clean | Out-File -Append -FilePath $LogFile
}

Add-Type -AssemblyName Microsoft.VisualBasic
$login = [Microsoft.VisualBasic.Interaction]::InputBox('LDAP account', 'Connect', 'cn=reader,dc=harbor,dc=lan')
$pass  = [Microsoft.VisualBasic.Interaction]::InputBox('Password', 'Connect', 'Browse.Yes')
$answer = Read-Host 'Database password (Enter for the usual one)'
if ([string]::IsNullOrEmpty($answer)) { $answer = 'Usual0ne!' }
$e = New-Object System.DirectoryServices.DirectoryEntry('LDAP://ldap.harbor.lan/dc=harbor,dc=lan', $login, $pass, 'None')
$cn = New-Object System.Data.SqlClient.SqlConnection "Server=SQL04;Database=Dir;User Id=dir;Password=$answer"

# housekeeping: old exports and temporary files
$cutoff = (Get-Date).AddDays(-30)
Get-ChildItem -Path 'D:\Exports' -Filter *.csv -File |
    Where-Object { $_.LastWriteTime -lt $cutoff } |
    Remove-Item -Force -ErrorAction SilentlyContinue
