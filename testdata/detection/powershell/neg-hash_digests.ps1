$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }

$expectedHash = '9F1D3C5B7A8E6F40213243546576879801A2B3C4D5E6F708192A3B4C5D6E7F80'
$thumbprint = '9F1D3C5B7A8E6F40213243546576879801A2B3C4'
$publicKeyToken = 'b77a5c561934e089'
if ((Get-FileHash $zip).Hash -ne $expectedHash) { throw 'wrong checksum' }
$cert = Get-ChildItem "Cert:\LocalMachine\My\$thumbprint"

function Write-Log {
    param([Parameter(Mandatory)][string]$Message, [ValidateSet('INFO','WARN','ERROR')][string]$Level = 'INFO')
    # mask anything that looks like a secret before it reaches the disk
    $clean = $Message -replace '(?i)(password|pwd|token)\s*[=:]\s*\S+', '$1=***'
    "{0:o} [{1}] {2}" -f (Get-Date), $Level, $clean | Out-File -Append -FilePath $LogFile
}
