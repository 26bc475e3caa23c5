namespace Hotlink.Daemon.Files;

/// <summary>Why a file or request that came was not written: the closed list.</summary>
public enum FileRefusal
{
    /// <summary>It was written.</summary>
    None = 0,

    /// <summary>The path is not canonical, leaves the folder, or goes through a link.</summary>
    BadPath,

    /// <summary>The name belongs to this machine: markers, stream endpoints, temporary and internal files.</summary>
    ReservedName,

    /// <summary>One's own datasite takes requests and responses only.</summary>
    OwnDatasite,

    /// <summary>The content is missing, or has another length or MD5 than it should.</summary>
    NotWhole,

    /// <summary>A request is not for this datasite, or its address can't be read.</summary>
    BadAddress,

    /// <summary>The file system refused it.</summary>
    WriteFailed,
}
