function Write-Log {
    param([Parameter(Mandatory)][string]$Message, [ValidateSet('INFO','WARN','ERROR')][string]$Level = 'INFO')
    # mask anything that looks like a secret before it reaches the disk
    $clean = $Message -replace '(?i)(password|pwd|token)\s*[=:]\s*\S+', '$1=***'
    "{0:o} [{1}] {2}" -f (Get-Date), $Level, $clean | Out-File -Append -FilePath $LogFile
}

# pasted from a ticket, the end of the second function was lost
function Get-Broken {
    param([string]$Name
    $x = "unfinished
    if ($Name -eq 'a' { Write-Host 'never closed
$pw = 'Flotsam-21'
$entry = New-Object System.DirectoryServices.DirectoryEntry('LDAP://dc1', 'HARBOR\svc', $pw)
$cred = New-Object PSCredential 'HARBOR\svc2', (ConvertTo-SecureString 'jetsam' -AsPlainText -Force)

# housekeeping: old exports and temporary files
$cutoff = (Get-Date).AddDays(-30)
Get-ChildItem -Path 'D:\Exports' -Filter *.csv -File |
    Where-Object { $_.LastWriteTime -lt $cutoff } |
    Remove-Item -Force -ErrorAction SilentlyContinue
