namespace Hotlink.Silo.Orleans;

/// <summary>Takes news of rule files to one silo, which its key names.</summary>
[Alias("hotlink.IRuleNewsGrain")]
internal interface IRuleNewsGrain : IGrainWithStringKey
{
    /// <summary>Looks at a rule file that another node has written. When the task is done, it is in force on the silo.</summary>
    [Alias("LookAt")]
    ValueTask LookAtAsync(string tenant, string path);
}
