Configuration WebFarm {
    param([string[]]$NodeName = 'localhost')
    $secpasswd = ConvertTo-SecureString 'Farm-Yard' -AsPlainText -Force
    $domainCred = New-Object System.Management.Automation.PSCredential ('FARM\dscadmin', $secpasswd)
    Node $NodeName {
        User LocalSvc {
            UserName = 'websvc'
            Password = New-Object PSCredential('websvc', ('w3b-svc' | ConvertTo-SecureString -AsPlainText -Force))
        }
        Script SetKey {
            GetScript  = { @{ Result = '' } }
            SetScript  = { & cmdkey.exe /generic:farm-api /user:api /pass:api-in-dsc }
        }
        Registry AutoLogon {
            Key       = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon'
            ValueName = 'DefaultPassword'
            ValueData = 'kiosk-auto'
        }
        Environment DbPw {
            Name  = 'DB_PASSWORD'
            Value = 'env-in-dsc'
        }
        WindowsProcess P { Path = 'C:\app.exe'; Arguments = '-user app -password proc.Arg' }
    }
}
$cd = @{
    AllNodes = @(
        @{ NodeName = '*'; PSDscAllowPlainTextPassword = $true; RebootNodeIfNeeded = $true }
        @{ NodeName = 'web1'; Role = 'Web'; AppPoolPassword = 'p00l-one' }
    )
    NonNodeData = @{ SafeModePw = 'Dsrm Dsrm' }
}
