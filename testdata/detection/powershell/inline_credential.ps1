function Write-Log {
    param([Parameter(Mandatory)][string]$Message, [ValidateSet('INFO','WARN','ERROR')][string]$Level = 'INFO')
    # mask anything that looks like a secret before it reaches the disk
    $clean = $Message -replace '(?i)(password|pwd|token)\s*[=:]\s*\S+', '$1=***'
    "{0:o} [{1}] {2}" -f (Get-Date), $Level, $clean | Out-File -Append -FilePath $LogFile
}

$share = '\\nas-harbor\dump'
New-PSDrive -Name N -PSProvider FileSystem -Root $share -Credential (New-Object System.Management.Automation.PSCredential("nas\backup", (ConvertTo-SecureString "P@cking-Crate" -AsPlainText -Force)))
$jump = [pscredential]::new('HARBOR\jump', ('hopscotch' | ConvertTo-SecureString -AsPlainText -Force))
$PSDefaultParameterValues['Invoke-Command:Credential'] = $jump
$PSDefaultParameterValues['Invoke-Sqlcmd:Password'] = 'Skip.Rope.14'

# housekeeping: old exports and temporary files
$cutoff = (Get-Date).AddDays(-30)
Get-ChildItem -Path 'D:\Exports' -Filter *.csv -File |
    Where-Object { $_.LastWriteTime -lt $cutoff } |
    Remove-Item -Force -ErrorAction SilentlyContinue
