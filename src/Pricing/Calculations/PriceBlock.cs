namespace MyOpenIP.Pricing.Calculations;

/// <summary>Units at one list price.</summary>
internal readonly record struct PriceBlock(int Quantity, decimal UnitPrice);
