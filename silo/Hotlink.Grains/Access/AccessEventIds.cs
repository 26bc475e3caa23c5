namespace Hotlink.Grains.Access;

/// <summary>Log events of the access rules: 4100 to 4199.</summary>
internal static class AccessEventIds
{
    public const int FolderLoaded = 4100;
    public const int RuleFileProblem = 4101;
    public const int WatcherFailed = 4102;
    public const int ScanFailed = 4103;
}
