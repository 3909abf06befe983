nervePage.rows(1, [
["b-0123456789ab","a/b.png",1,"b-0123456789ab","measured",null,null,"left","subgluteal",["anisotropicSpacing"],[[1,52.35,47.00,58.00,1234.50,1100.00,1400.13,10.90,6.10,0.877],[2,null,null,null,150.80,null,null,null,null,null]],2,"b/0001.overlay.png",null,1,"271c85f3f637","fail","vessel,\nnot a <nerve>","A. B."],
["c-0123456789ab","c.dcm",7,"4a5b6c7d8e9f","abstained","noCandidate","no structure looks like a nerve",null,null,[],[],0,"c/0007.overlay.png",null,1,"f22912d258b0",null,null,null],
["d-0123456789ab","d\te.png",null,null,"refused","truncated","d\te.png: the PNG ends \"early\"\\\n",null,null,[],[],0,null,null,1,"b25f6e5cab99",null,null,null]
]);
