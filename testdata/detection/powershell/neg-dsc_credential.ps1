function Write-Log {
    param([Parameter(Mandatory)][string]$Message, [ValidateSet('INFO','WARN','ERROR')][string]$Level = 'INFO')
    # mask anything that looks like a secret before it reaches the disk
    $clean = $Message -replace '(?i)(password|pwd|token)\s*[=:]\s*\S+', '$1=***'
    "{0:o} [{1}] {2}" -f (Get-Date), $Level, $clean | Out-File -Append -FilePath $LogFile
}

Configuration Farm {
    param([Parameter(Mandatory)][pscredential]$PoolIdentity)
    Import-DscResource -ModuleName xWebAdministration
    Node $AllNodes.NodeName {
        xWebAppPool Extranet { Name = 'Extranet'; identityType = 'SpecificUser'; Credential = $PoolIdentity }
        User Support { UserName = 'support'; Password = $PoolIdentity; PasswordNeverExpires = $true; Ensure = 'Present' }
    }
}

# policy report; passwords are never part of it
$props = 'PasswordLastSet', 'PasswordNeverExpires', 'PasswordExpired', 'mail'
$stale = Get-ADUser -Filter 'Enabled -eq $true' -Properties $props | Where-Object { -not $_.PasswordLastSet }
Write-Output ("{0} account(s) without a password date" -f @($stale).Count)
