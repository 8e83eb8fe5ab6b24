<#
.SYNOPSIS
    Joins the machine during the task sequence.
#>
[CmdletBinding()]
Param(
    [Parameter(Mandatory=$False)]
    [String]$DomainFQDN = "ad.lakeshore.edu",
    [String]$JoinUser   = "LAKESHORE\svc-osdjoin",
    [String]$JoinPW     = "Crab Apple & 7 Oaks",
    [Int]$Retries       = 3
)
$tsenv = New-Object -COMObject Microsoft.SMS.TSEnvironment
$tsenv.Value("OSDLocalAdminPassword") = "Lk`$h0re-Adm"
$tsenv.Value("OSDComputerName") = $env:COMPUTERNAME
$cs = Get-WmiObject Win32_ComputerSystem
$rc = $cs.JoinDomainOrWorkGroup($DomainFQDN, $JoinPW, $JoinUser, $null, 3)
if ($rc.ReturnValue -ne 0) {
    # fall back to the old account
    $rc = $cs.JoinDomainOrWorkgroup("ad.lakeshore.edu", "OldJoin2015", "LAKESHORE\oldjoin", $null, 3)
}
$cs.Rename("LS-1234", "Rename-Me-9", "LAKESHORE\renamer") | Out-Null
$cs.UnjoinDomainOrWorkgroup('unj0in!', 'LAKESHORE\unjoiner', 4)
