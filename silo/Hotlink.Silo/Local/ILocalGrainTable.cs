namespace Hotlink.Silo.Local;

/// <summary>The live grains of one type.</summary>
internal interface ILocalGrainTable
{
    /// <summary>The grain's interface.</summary>
    Type GrainType { get; }

    /// <summary>How many are alive.</summary>
    int Count { get; }
}
