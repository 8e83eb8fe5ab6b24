$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }

$patterns = @(
    '(?i)\b(password|passwd|pwd)\b\s*[:=]'
    'AKIA[0-9A-Z]{16}'
    'ConvertTo-SecureString\s+[''"][^''"]+[''"]\s+-AsPlainText'
)
$suspect = Get-ADUser -Filter * -Properties Description | Where-Object { $_.Description -match '(?i)(mdp|password)\s*[:=]' }

function Write-Log {
    param([Parameter(Mandatory)][string]$Message, [ValidateSet('INFO','WARN','ERROR')][string]$Level = 'INFO')
    # mask anything that looks like a secret before it reaches the disk
    $clean = $Message -replace '(?i)(password|pwd|token)\s*[=:]\s*\S+', '$1=***'
    "{0:o} [{1}] {2}" -f (Get-Date), $Level, $clean | Out-File -Append -FilePath $LogFile
}
