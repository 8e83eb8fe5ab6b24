$summary = [ordered]@{
    Host     = $env:COMPUTERNAME
    User     = "$env:USERDOMAIN\$env:USERNAME"
    Script   = $MyInvocation.MyCommand.Name
    Errors   = $Error.Count
    Finished = Get-Date -Format s
}
$summary.GetEnumerator() | ForEach-Object { '{0,-10}: {1}' -f $_.Key, $_.Value }

$resetPassword  = [guid]'00299570-246d-11d0-a768-00aa006e0529'
$changePassword = [guid]'ab721a53-1e2f-11d0-9819-00aa0040529b'
$userPassword   = [guid]'bf967a6e-0de6-11d0-a285-00aa003049e2'
dsacls "OU=Staff,DC=harbor,DC=lan" /I:S /G "HARBOR\Helpdesk:CA;Reset Password;user"

function Write-Log {
    param([Parameter(Mandatory)][string]$Message, [ValidateSet('INFO','WARN','ERROR')][string]$Level = 'INFO')
    # mask anything that looks like a secret before it reaches the disk
    $clean = $Message -replace '(?i)(password|pwd|token)\s*[=:]\s*\S+', '$1=***'
    "{0:o} [{1}] {2}" -f (Get-Date), $Level, $clean | Out-File -Append -FilePath $LogFile
}
