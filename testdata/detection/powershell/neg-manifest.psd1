@{
    RootModule        = 'Directory.psm1'
    ModuleVersion     = '2.3.1'
    GUID              = '8c0f7b1e-5d2a-4f3b-9c64-1e2d3a4b5c6e'
    Description       = 'Directory functions: search, unlock, password'
    FunctionsToExport = @('Get-Staff', 'Reset-StaffPassword', 'Test-StaffPassword')
    AliasesToExport   = @('pw')
    PrivateData = @{ PSData = @{ Tags = @('LDAP', 'Password', 'Secret') } }
}
