namespace Hotlink.Daemon.Datasites;

/// <summary>A path was refused before anything was done with it.</summary>
public sealed class DatasitePathException(DatasitePathFault fault)
    : IOException($"The path is refused: {Describe(fault)}.")
{
    /// <summary>What is wrong with it.</summary>
    public DatasitePathFault Fault { get; } = fault;

    private static string Describe(DatasitePathFault fault) => fault switch
    {
        DatasitePathFault.Empty => "it is empty",
        DatasitePathFault.TooLong => $"it has more than {DatasitePath.MaxBytes} bytes",
        DatasitePathFault.BadCharacter => "it holds a character that file names may not hold",
        DatasitePathFault.NoDatasite => "its first segment is no email",
        DatasitePathFault.OutsideRoot => "it leaves the datasites folder",
        DatasitePathFault.Link => "a part of it is a link",
        _ => "it is not canonical",
    };
}
