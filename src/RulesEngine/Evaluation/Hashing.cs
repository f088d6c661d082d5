namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>Mixes a hash whose low bits may be poor, as that of an enum or of a number with a step is.</summary>
internal static class Hashing
{
    public static int Spread(int hash)
    {
        var mixed = (uint)hash * 0x9E3779B1u;
        return (int)(mixed ^ (mixed >> 15));
    }
}
